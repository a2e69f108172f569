import { useEffect, useEffectEvent, useRef } from "react";

/** A function that runs `work` at most once per `ms`: at once when it was quiet, else once more when the time is over. */
export function useThrottled(work: () => void, ms: number): () => void {
  const newest = useEffectEvent(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef(false);
  const wish = useRef(() => {});
  useEffect(() => {
    const run = () => {
      wanted.current = false;
      newest();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (wanted.current) run();
      }, ms);
    };
    wish.current = () => {
      wanted.current = true;
      if (timer.current === undefined) run();
    };
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [ms]);
  return () => wish.current();
}
