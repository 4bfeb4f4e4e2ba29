import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorSchemeManager,
} from '@mantine/core'

const fontFamily = "'Inter Variable', 'Noto Naskh Arabic', system-ui, sans-serif"

/**
 * Mantine as Northstar wears it: one accent, large targets. The colours themselves are the `--ns-*` variables of
 * `styles.css`; Mantine's variables point at them, so that both schemes have one source.
 */
export const theme = createTheme({
  fontFamily,
  headings: { fontFamily },
  primaryColor: 'star',
  primaryShade: { light: 8, dark: 3 },
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...colours, color: 'var(--ns-accent-ink)' } : colours
  },
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  radius: { md: '10px', lg: '14px' },
  fontSizes: { xs: '0.875rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  colors: {
    star: [
      '#e0eef0',
      '#c3e2e7',
      '#a2dfe9',
      '#7fcfdd',
      '#55b3c3',
      '#3397a8',
      '#1c7e8f',
      '#126c7c',
      '#0b5d6b',
      '#084a55',
    ],
  },
  components: {
    Button: { defaultProps: { size: 'md' } },
    // A browser writes what stands in a field into its own files, in plain, unless the field says no.
    Input: { defaultProps: { autoComplete: 'off' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right' } },
    // The page itself never scrolls, and locking it would write a style tag without a nonce.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'lg',
        padding: 'xl',
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    ModalCloseButton: { defaultProps: { size: 44, iconSize: 24 } },
    Drawer: { defaultProps: { lockScroll: false } },
    // Covered with the screens when somebody has to sign in: see `gate/covered.tsx`.
    Portal: { defaultProps: { target: '#dialogs' } },
  },
})

/** Points Mantine's variables at the ones of `styles.css`. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--ns-page)',
    '--mantine-color-text': 'var(--ns-ink)',
    '--mantine-color-dimmed': 'var(--ns-ink-soft)',
    '--mantine-color-anchor': 'var(--ns-accent)',
    '--mantine-color-placeholder': 'var(--ns-ink-soft)',
    '--mantine-color-default': 'var(--ns-surface)',
    '--mantine-color-default-hover': 'var(--ns-sunken)',
    '--mantine-color-default-color': 'var(--ns-ink)',
    '--mantine-color-default-border': 'var(--ns-line-strong)',
    '--mantine-color-error': 'var(--ns-warn)',
    '--mantine-color-star-filled': 'var(--ns-accent)',
    '--mantine-color-star-filled-hover': 'var(--ns-accent-hover)',
    '--mantine-color-star-light': 'var(--ns-accent-soft)',
    '--mantine-color-star-light-color': 'var(--ns-accent)',
    '--mantine-color-star-outline': 'var(--ns-accent)',
    '--mantine-primary-color-filled': 'var(--ns-accent)',
    '--mantine-primary-color-filled-hover': 'var(--ns-accent-hover)',
    '--mantine-primary-color-contrast': 'var(--ns-accent-ink)',
  }
  return { variables: {}, light: both, dark: both }
}

/** Keeps the colour scheme in memory: the setting itself comes from the data process and is applied when it arrives. */
export function createColourSchemeMemory(): MantineColorSchemeManager {
  let scheme: ReturnType<MantineColorSchemeManager['get']> | null = null
  return {
    get: (defaultValue) => scheme ?? defaultValue,
    set: (value) => {
      scheme = value
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => {
      scheme = null
    },
  }
}
