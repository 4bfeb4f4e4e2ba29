import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentProps, MouseEventHandler } from 'react'

type BusyButtonProps = Omit<ButtonProps, 'loading'> & {
  /** What the button began is under way. */
  readonly busy: boolean
  readonly type?: 'submit' | 'button'
  readonly onClick?: MouseEventHandler<HTMLButtonElement>
}

/** A button that keeps the focus while what it began is under way: it takes no second tap, and is not taken away. */
export function BusyButton({ busy, ...props }: BusyButtonProps) {
  return <Button {...props} loading={busy} renderRoot={stayingInPlace} />
}

/** A disabled button would let the focus fall to the page. */
function stayingInPlace({ disabled = false, onClick, ...props }: ComponentProps<'button'>) {
  return (
    <button
      {...props}
      aria-disabled={disabled || undefined}
      onClick={disabled ? (event) => event.preventDefault() : onClick}
    />
  )
}
