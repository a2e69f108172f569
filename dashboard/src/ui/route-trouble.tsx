import { Container } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Trouble } from "./trouble.tsx";

/** A page that could not be drawn. */
export function RouteTrouble({ error, reset }: ErrorComponentProps) {
  return (
    <Container size="sm" py="xl">
      <Trouble problem={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    </Container>
  );
}
