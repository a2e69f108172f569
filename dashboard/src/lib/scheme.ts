import { useComputedColorScheme } from "@mantine/core";

/** The theme that is shown, whether chosen or the machine's own. */
export const useScheme = (): "light" | "dark" => useComputedColorScheme("light", { getInitialValueInEffect: false });
