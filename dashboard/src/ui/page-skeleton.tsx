import { Skeleton, Stack } from "@mantine/core";

/** The shape of a page while it is on its way. */
export function PageSkeleton() {
  return (
    <Stack gap={20} aria-busy>
      <Skeleton height={28} width={180} />
      <Skeleton height={72} />
      <Skeleton height={320} />
    </Stack>
  );
}
