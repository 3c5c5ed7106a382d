import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';
import { type ColorMode, readToken } from './tokens';

/**
 * The antd theme, derived from tokens.css so that both speak the same colours. Readers who want no motion get none at all:
 * menus whose animation is only cut short would stay where nobody sees them.
 */
export function antdTheme(mode: ColorMode, motion = true): ThemeConfig {
  const color = (name: string) => readToken(name, mode) || undefined;
  const touch = window.matchMedia?.('(pointer: coarse)').matches ?? false;
  return {
    algorithm: [mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, exactColors(color)],
    cssVar: { key: `perennial-${mode}` },
    hashed: false,
    token: defined({
      colorPrimary: color('primary'),
      colorLink: color('primary'),
      colorLinkHover: color('primary-hover'),
      colorSuccess: color('success'),
      colorWarning: color('warning'),
      colorError: color('danger'),
      colorInfo: color('info'),
      colorTextBase: color('text'),
      colorText: color('text'),
      colorTextSecondary: color('text-2'),
      colorTextTertiary: color('text-3'),
      colorTextPlaceholder: color('text-3'),
      colorTextDescription: color('text-3'),
      colorTextDisabled: color('text-3'),
      colorBgBase: color('surface'),
      colorBgLayout: color('bg'),
      colorBgContainer: color('surface'),
      colorBgElevated: color('surface'),
      colorBorder: color('line-strong'),
      colorBorderSecondary: color('line'),
      colorSplit: color('line'),
      colorTextLightSolid: color('on-primary'),
      controlItemBgActive: color('primary-tint'),
      controlItemBgHover: color('surface-3'),
      controlOutlineWidth: 0,
      fontFamily: 'var(--font)',
      fontSize: 13,
      borderRadius: 6,
      borderRadiusLG: 8,
      controlHeight: touch ? 36 : 30,
      // Small ones are targets too: 24 px is the least that WCAG 2.2 asks.
      controlHeightSM: touch ? 28 : 24,
      wireframe: false,
      motion,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.16s',
      boxShadowTertiary: 'none',
    }),
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Modal: { borderRadiusLG: 10, titleFontSize: 15 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Tooltip: defined({ colorBgSpotlight: color('text'), colorTextLightSolid: color('surface') }),
    },
  };
}

/** The algorithms shift their seeds, the dark one visibly; what tokens.css names is put back. */
function exactColors(color: (name: string) => string | undefined): MappingAlgorithm {
  return (seed, map = theme.defaultAlgorithm(seed)) => ({
    ...map,
    ...defined({
      colorPrimary: color('primary'),
      colorPrimaryHover: color('primary-hover'),
      colorPrimaryActive: color('primary-active'),
      colorPrimaryBg: color('primary-tint'),
      colorPrimaryText: color('primary'),
      colorPrimaryTextHover: color('primary-hover'),
      colorSuccess: color('success'),
      colorWarning: color('warning'),
      colorError: color('danger'),
      colorInfo: color('info'),
      colorBgLayout: color('bg'),
      colorBgContainer: color('surface'),
      colorBgElevated: color('surface'),
      colorBorder: color('line-strong'),
      colorBorderSecondary: color('line'),
    }),
  });
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends Record<string, unknown>>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
