import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { io, type Socket } from "socket.io-client";
import { Problem } from "../api/problem.ts";
import { queries } from "../api/queries.ts";
import { freshSession } from "../api/refresh.ts";
import type { Heard } from "./wire.ts";

/** A line may be busy; after this long it is not coming. */
const ANSWER_MS = 15_000;

/** The one socket of this page. It shows the newest token each time it connects. */
let socket: Socket | undefined;
let link: Link = "connecting";
const listeners = new Set<() => void>();

export type Link = "connecting" | "up" | "lost";

/** Keeps the socket open while somebody is signed in. After a break everything is asked for again: facts may have been missed. */
export function useLiveLink(): void {
  useEffect(() => {
    const opened = open();
    let broke = false;
    opened.on("connect", () => {
      tell("up");
      if (broke) void queries.invalidateQueries();
      broke = false;
    });
    opened.on("disconnect", () => {
      broke = true;
      tell("lost");
    });
    opened.on("connect_error", () => tell("lost"));
    opened.connect();
    return () => {
      opened.off("connect").off("disconnect").off("connect_error");
      opened.disconnect();
      tell("connecting");
    };
  }, []);
}

export const useLink = (): Link => useSyncExternalStore(subscribe, () => link);

/** Listens for one kind of news while the component is shown. */
export function useHeard<E extends keyof Heard>(event: E, handle: (news: Heard[E]) => void): void {
  const newest = useEffectEvent(handle);
  useEffect(() => {
    const opened = open();
    const listener = (news: Heard[E]) => newest(news);
    opened.on(event as string, listener);
    return () => void opened.off(event as string, listener);
  }, [event]);
}

/** Asks the server over the socket and waits for its answer. @throws Problem */
export async function ask<T>(event: string, body: unknown): Promise<T> {
  const answer: unknown = await open()
    .timeout(ANSWER_MS)
    .emitWithAck(event, body)
    .catch(() => {
      throw new Problem(0, "unreachable", "The server does not answer. Check that it runs and that you are online.");
    });
  const { success, data, code, message, requestId } = answer as { success?: true; data: T; code: string; message: string; requestId?: string };
  if (success === true) return data;
  throw new Problem(400, code, message, requestId);
}

function open(): Socket {
  socket ??= io({
    autoConnect: false,
    transports: ["websocket", "polling"],
    auth: (give) => void freshSession().then((session) => give({ token: session?.token ?? "" })),
  });
  return socket;
}

function tell(next: Link): void {
  if (next === link) return;
  link = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
