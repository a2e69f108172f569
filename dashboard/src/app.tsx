import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queries } from "./api/queries.ts";
import { router } from "./routes.tsx";
import { theme, tones } from "./theme.ts";

const scheme = localStorageColorSchemeManager({ key: "firstring.theme" });

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={tones} colorSchemeManager={scheme} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} autoClose={5000} />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
