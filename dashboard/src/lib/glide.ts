import { type RefObject, useLayoutEffect, useRef } from "react";

/** When the order of a list changes, its items glide to their new places instead of jumping. Items carry `data-glide`. */
export function useGlide(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef(new Map<string, { x: number; y: number }>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves things
  useLayoutEffect(() => {
    if (list.current === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = new Map<string, { x: number; y: number }>();
    for (const item of list.current.querySelectorAll<HTMLElement>("[data-glide]")) {
      const key = item.dataset["glide"]!;
      const place = { x: item.offsetLeft, y: item.offsetTop };
      const before = places.current.get(key);
      next.set(key, place);
      if (still) continue;
      if (before === undefined) item.animate([{ opacity: 0, transform: "translateY(8px)" }, { opacity: 1 }], { duration: 280, easing: "ease-out" });
      else if (before.x !== place.x || before.y !== place.y)
        item.animate([{ transform: `translate(${before.x - place.x}px, ${before.y - place.y}px)` }, { transform: "none" }], {
          duration: 320,
          easing: "cubic-bezier(0.2, 0.8, 0.3, 1)",
        });
    }
    places.current = next;
  }, [order]);
}
