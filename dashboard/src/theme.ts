import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent. Shade 8 carries white text at 6.6:1 in both themes. */
const iris: MantineColorsTuple = ["#f0f4ff", "#dfe8ff", "#c3d3ff", "#a3bbff", "#819fff", "#6384fb", "#4d6ff1", "#3d5ee3", "#3050cf", "#2842ab"];
const dark: MantineColorsTuple = ["#dcdee4", "#aaaeb9", "#868b98", "#454955", "#2b2e36", "#20232a", "#181a20", "#101115", "#0c0d10", "#08090b"];
const gray: MantineColorsTuple = ["#f7f8fa", "#f0f1f4", "#e5e7eb", "#d8dbe1", "#bec3cc", "#9aa1ad", "#747b88", "#545b68", "#363c47", "#1d2129"];

export const theme = createTheme({
  colors: { iris, dark, gray },
  primaryColor: "iris",
  primaryShade: { light: 8, dark: 8 },
  black: "#171a21",
  fontFamily: '"Inter Variable", "Inter Metrics", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.25" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "18px" },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm", autosize: true, minRows: 2 } },
    Select: { defaultProps: { size: "sm", allowDeselect: false } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, arrowSize: 6 } },
    Modal: { defaultProps: { centered: true, radius: "lg", overlayProps: { backgroundOpacity: 0.35, blur: 2 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35, blur: 2 } } },
    Skeleton: { defaultProps: { radius: "md" } },
  },
});

/** The tones that Mantine does not name, and those whose contrast it leaves below 4.5:1. */
export const tones: CSSVariablesResolver = () => ({
  variables: {
    "--fr-shadow": "0 1px 2px rgb(16 18 24 / 4%), 0 4px 14px rgb(16 18 24 / 4%)",
  },
  light: {
    "--mantine-color-body": "#fbfbfc",
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "#68707c",
    "--mantine-color-error": "#c01f2e",
    "--mantine-color-default-border": "var(--mantine-color-gray-3)",
    "--fr-surface": "#ffffff",
    "--fr-sunken": "var(--mantine-color-gray-1)",
    "--fr-line": "var(--mantine-color-gray-2)",
    "--fr-hover": "rgb(23 26 33 / 4%)",
    "--fr-accent-text": "var(--mantine-color-iris-8)",
    "--fr-accent-wash": "var(--mantine-color-iris-0)",
    ...washes("light"),
  },
  dark: {
    "--mantine-color-body": "var(--mantine-color-dark-7)",
    "--mantine-color-text": "#e8e9ee",
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-default": "var(--mantine-color-dark-6)",
    "--mantine-color-default-hover": "var(--mantine-color-dark-5)",
    "--mantine-color-default-border": "var(--mantine-color-dark-4)",
    "--fr-surface": "var(--mantine-color-dark-6)",
    "--fr-sunken": "var(--mantine-color-dark-8)",
    "--fr-line": "var(--mantine-color-dark-4)",
    "--fr-hover": "rgb(255 255 255 / 5%)",
    "--fr-accent-text": "var(--mantine-color-iris-3)",
    "--fr-accent-wash": "rgb(77 111 241 / 16%)",
    ...washes("dark"),
  },
});

/** Status tones as text on a wash of themselves: dark enough by day, light enough by night. */
function washes(scheme: "light" | "dark"): Record<string, string> {
  const [share, mix] = scheme === "light" ? ["9%", "black"] : ["17%", "white"];
  const tone = (name: string, base: string, depth: number) => ({
    [`--fr-${name}-text`]: `color-mix(in oklab, ${base} ${100 - depth}%, ${mix})`,
    [`--fr-${name}-wash`]: `color-mix(in srgb, ${base} ${share}, transparent)`,
    [`--fr-${name}`]: base,
  });
  return {
    ...tone("good", "#12855a", scheme === "light" ? 18 : 52),
    ...tone("warn", "#d67a00", scheme === "light" ? 42 : 42),
    ...tone("bad", "#d92c3a", scheme === "light" ? 18 : 46),
    ...tone("quiet", "#747b88", scheme === "light" ? 32 : 45),
  };
}
