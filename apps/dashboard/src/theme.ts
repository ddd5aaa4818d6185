import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

const brand: MantineColorsTuple = [
  '#e4f4f2',
  '#cbe9e6',
  '#a3d8d3',
  '#6cc4bc',
  '#35b3a8',
  '#1d9a90',
  '#12857c',
  '#0b766f',
  '#095f59',
  '#074c47',
]

// Mantine's greys of the dark scheme, on our hue: text, ..., muted, ..., rims, fields, surface, canvas.
const dark: MantineColorsTuple = [
  '#e8edf0',
  '#c5ced4',
  '#a3b0b8',
  '#7d8890',
  '#3b454b',
  '#2b3338',
  '#1b2125',
  '#161b1e',
  '#121619',
  '#0d1113',
]

const danger: MantineColorsTuple = [
  '#fdeaea',
  '#f9d3d3',
  '#f2a9a9',
  '#ec8383',
  '#e86b6b',
  '#d64545',
  '#c53030',
  '#b42323',
  '#951c1c',
  '#7f1919',
]

/** Mantine draws a dialog's head as `header`, which would be a second banner of the page. */
const notABanner = { header: { role: 'presentation' } }

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 4 },
  colors: { brand, dark, red: danger },
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.43', md: '1.43', lg: '1.43', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.4' },
      h2: { fontSize: '16px', lineHeight: '1.5' },
      h3: { fontSize: '14px', lineHeight: '1.43' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  // Text on the bright teal of the dark scheme is dark: white would have 2.6:1.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    const isBrand = !input.color || input.color === 'brand'
    return input.variant === 'filled' && isBrand ? { ...colors, color: 'var(--on-brand)' } : colors
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: notABanner,
      },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: notABanner } },
    Tooltip: { defaultProps: { openDelay: 250, events: { hover: true, focus: true, touch: true } } },
  },
})

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'foyer-color-scheme' })

/** Mantine's own colours that fail WCAG AA, or that our tokens (tokens.css) replace. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--brand-text)',
    '--mantine-color-error': 'var(--danger-text)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-red-filled': 'var(--danger)',
    '--mantine-color-red-filled-hover': 'var(--danger-hover)',
    '--mantine-color-red-light': 'var(--danger-soft)',
    '--mantine-color-red-light-hover': 'var(--danger-soft)',
    '--mantine-color-red-light-color': 'var(--danger-text)',
    '--mantine-color-brand-light': 'var(--brand-soft)',
    '--mantine-color-brand-light-hover': 'var(--brand-soft)',
    '--mantine-color-brand-light-color': 'var(--brand-soft-text)',
    '--mantine-primary-color-light-color': 'var(--brand-soft-text)',
    '--mantine-primary-color-contrast': 'var(--on-brand)',
    '--input-disabled-color': 'var(--muted)',
  }
  return { variables: {}, light: shared, dark: shared }
}
