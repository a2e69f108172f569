/** The mark: one ring, already answered. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--mantine-color-iris-8)" />
      <circle cx="11" cy="21" r="3.25" fill="#fff" />
      <path d="M11 13.25A7.75 7.75 0 0 1 18.75 21" stroke="#fff" strokeWidth="2.75" strokeLinecap="round" />
      <path d="M11 7.25A13.75 13.75 0 0 1 24.75 21" stroke="#fff" strokeOpacity=".55" strokeWidth="2.75" strokeLinecap="round" />
    </svg>
  );
}
