import { useTranslation } from "react-i18next";
import type { Talking } from "../live/moments.ts";
import classes from "./talking-mark.module.css";

const motion: Record<Talking, string> = {
  caller: `${classes.speaking} ${classes.caller}`,
  agent: `${classes.speaking} ${classes.agent}`,
  person: `${classes.speaking} ${classes.person}`,
  thinking: classes.thinking ?? "",
  nobody: "",
};

/** Who has the word. */
export function TalkingMark({ talking }: { talking: Talking }) {
  const { t } = useTranslation();
  return (
    <span className={`${classes.mark} ${motion[talking]}`}>
      <span className={classes.bars} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      {t(`talking.${talking}`)}
    </span>
  );
}
