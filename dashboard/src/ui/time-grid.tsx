import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { inLanes, type Span, timeOf } from "../lib/day-grid.ts";
import { useFormat } from "../lib/format.ts";
import classes from "./time-grid.module.css";

export type GridBlock = Span & { id: string; title: string; sub: string; when: string; status: string; movable: boolean };
export type GridColumn = { key: string; title: ReactNode; sub?: string; today?: boolean; now: boolean; open: readonly Span[]; blocks: readonly GridBlock[] };
type Props = {
  columns: readonly GridColumn[];
  fromMin: number;
  toMin: number;
  /** Minutes since midnight on the business's wall; shown in the columns of today. */
  nowMin: number;
  opened: string | undefined;
  open: (id: string) => void;
  /** A click on free time. */
  pick: (column: string, startMin: number) => void;
  /** A block let go elsewhere in its column. */
  move: (id: string, startMin: number) => void;
};

const HOUR_PX = 52;
const SNAP_MIN = 15;
const top = (min: number, fromMin: number) => ((min - fromMin) / 60) * HOUR_PX;

/** Columns of time, side by side: one per resource, or one per day. */
export function TimeGrid({ columns, fromMin, toMin, nowMin, opened, open, pick, move }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first sight is scrolled to now
  useEffect(() => {
    if (columns.some(({ now }) => now)) frame.current?.scrollTo({ top: Math.max(0, top(nowMin, fromMin) - 120) });
  }, []);
  const hours = Array.from({ length: (toMin - fromMin) / 60 }, (_, index) => fromMin + index * 60);
  return (
    <div className={classes.frame} ref={frame}>
      <div className={classes.grid} style={{ "--columns": columns.length, "--column": columns.length > 5 ? "112px" : "140px" } as object}>
        <div className={classes.corner} />
        {columns.map(({ key, title, sub, today }) => (
          <div key={key} className={classes.title} data-today={today || undefined}>
            <div className={classes.name}>{title}</div>
            {sub !== undefined && <div className={classes.sub}>{sub}</div>}
          </div>
        ))}
        <div className={classes.hours} aria-hidden>
          {hours.map((min) => (
            <div key={min} className={`${classes.hour} num`}>
              {hourLabel(min, format.locale)}
            </div>
          ))}
        </div>
        {columns.map((column) => (
          <Column key={column.key} column={column} fromMin={fromMin} toMin={toMin} nowMin={nowMin} opened={opened} open={open} pick={pick} move={move} />
        ))}
      </div>
    </div>
  );
}

function Column({ column, fromMin, toMin, nowMin, opened, open, pick, move }: { column: GridColumn } & Omit<Props, "columns">) {
  const [ghost, setGhost] = useState<number>();
  const at = (event: MouseEvent | PointerEvent) => {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    return fromMin + Math.floor(((y / HOUR_PX) * 60) / 30) * 30;
  };
  return (
    <div className={classes.column} style={{ height: top(toMin, fromMin) }}>
      {/* For the mouse; the keyboard makes bookings by the button of the page. */}
      {/** biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse */}
      {/** biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse */}
      <div
        className={classes.pick}
        onPointerMove={(event) => setGhost(at(event))}
        onPointerLeave={() => setGhost(undefined)}
        onClick={(event) => pick(column.key, at(event))}
      />
      {shutSpans(column.open, fromMin, toMin).map(({ startMin, endMin }) => (
        <div key={startMin} className={classes.shut} style={{ top: top(startMin, fromMin), height: top(endMin, startMin) }} />
      ))}
      {ghost !== undefined && <div className={classes.ghost} style={{ top: top(ghost, fromMin), height: HOUR_PX / 2 }} />}
      {inLanes(column.blocks).map((block) => (
        <Block key={block.id} block={block} fromMin={fromMin} toMin={toMin} opened={block.id === opened} open={open} move={move} />
      ))}
      {column.now && nowMin >= fromMin && nowMin <= toMin && <div className={classes.now} style={{ top: top(nowMin, fromMin) }} aria-hidden />}
    </div>
  );
}

type BlockProps = {
  block: GridBlock & { lane: number; lanes: number };
  fromMin: number;
  toMin: number;
  opened: boolean;
  open: (id: string) => void;
  move: Props["move"];
};

function Block({ block, fromMin, toMin, opened, open, move }: BlockProps) {
  const { id, startMin, endMin, lane, lanes, title, sub, when, status, movable } = block;
  const [drag, setDrag] = useState<{ fromY: number; min: number }>();
  const dragged = useRef(false);
  const shown = drag?.min ?? startMin;
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    dragged.current = false;
    if (!movable || event.pointerType !== "mouse" || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ fromY: event.clientY, min: startMin });
  };
  const over = (event: PointerEvent) => {
    if (drag === undefined) return;
    const shift = Math.round((((event.clientY - drag.fromY) / HOUR_PX) * 60) / SNAP_MIN) * SNAP_MIN;
    const min = Math.min(Math.max(startMin + shift, fromMin), toMin - (endMin - startMin));
    if (min !== startMin) dragged.current = true;
    setDrag({ ...drag, min });
  };
  const up = () => {
    if (drag !== undefined && drag.min !== startMin) move(id, drag.min);
    setDrag(undefined);
  };
  return (
    <UnstyledButton
      className={classes.block}
      data-status={status}
      data-open={opened || undefined}
      data-dragged={(drag !== undefined && drag.min !== startMin) || undefined}
      style={{
        top: top(shown, fromMin) + 1,
        height: Math.max(top(endMin, startMin) - 2, 20),
        left: `calc(${(100 * lane) / lanes}% + 3px)`,
        width: `calc(${100 / lanes}% - 6px)`,
      }}
      onPointerDown={down}
      onPointerMove={over}
      onPointerUp={up}
      onPointerCancel={() => setDrag(undefined)}
      onClick={() => !dragged.current && open(id)}
    >
      <div className={classes.what}>{drag !== undefined && drag.min !== startMin ? timeOf(drag.min) : title}</div>
      <div>{sub}</div>
      <VisuallyHidden>{when}</VisuallyHidden>
    </UnstyledButton>
  );
}

function hourLabel(min: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", timeZone: "UTC" }).format(min * 60_000);
}

function shutSpans(open: readonly Span[], fromMin: number, toMin: number): Span[] {
  const shut: Span[] = [];
  let at = fromMin;
  for (const { startMin, endMin } of open.toSorted((a, b) => a.startMin - b.startMin)) {
    if (startMin > at) shut.push({ startMin: at, endMin: Math.min(startMin, toMin) });
    at = Math.max(at, endMin);
  }
  if (at < toMin) shut.push({ startMin: at, endMin: toMin });
  return shut;
}
