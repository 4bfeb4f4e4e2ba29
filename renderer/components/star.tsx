/** The mark of Northstar, for the eye only. */
export function Star({ className }: { readonly className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" fill="currentColor">
      <path d="M16 1 19.4 12.6 31 16 19.4 19.4 16 31 12.6 19.4 1 16 12.6 12.6z" />
    </svg>
  )
}
