import { useTranslation } from "react-i18next";
import { clock } from "../lib/format.ts";
import type { Block } from "../live/talk-lines.ts";
import { BookedCard } from "./booked-card.tsx";
import classes from "./conversation.module.css";
import { ToolCard } from "./tool-card.tsx";

type Props = { blocks: readonly Block[]; agentName: string; callerName: string /** With the time since the call was opened. */; timed: boolean };

/** A call as a conversation: words left and right, tools and bookings where they happened. */
export function Conversation({ blocks, agentName, callerName, timed }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.talk}>
      {blocks.map((block, index) => {
        if (block.kind === "tool") return <ToolCard key={block.key} tool={block.tool} input={block.input} output={block.output} />;
        if (block.kind === "booking") return <BookedCard key={block.key} booking={block.booking} />;
        const before = blocks[index - 1];
        const opens = before?.kind !== "words" || before.who !== block.who || block.readBack;
        const name = block.who === "agent" ? agentName : block.who === "caller" ? callerName : t("who.supervisor");
        return (
          <div
            key={block.key}
            className={classes.words}
            data-who={block.who}
            data-readback={block.readBack || undefined}
            data-saying={block.saying || undefined}
            data-whisper={block.whisper || undefined}
          >
            {opens && (
              <div className={classes.meta}>
                <span>{block.whisper ? t("talk.whisper") : name}</span>
                {timed && <span className="num">{clock(block.offsetMs)}</span>}
                {block.readBack && <b>{t("talk.read_back")}</b>}
              </div>
            )}
            <div className={classes.bubble}>{block.text}</div>
          </div>
        );
      })}
    </div>
  );
}
