export { Logo } from './brand/logo';
export { ColumnMenu } from './data-table/column-menu';
export { DataTable } from './data-table/data-table';
export { DensityMenu } from './data-table/density-menu';
export { ListPanel } from './data-table/list-panel';
export { RefreshButton } from './data-table/refresh-button';
export type { Column, ListState, Sort } from './data-table/types';
export { type ColumnSettings, useColumnSettings } from './data-table/use-column-settings';
export { type Selection, useSelection } from './data-table/use-selection';
export { CopyBox } from './feedback/copy-box';
export { EmptyState } from './feedback/empty-state';
export { ErrorState } from './feedback/error-state';
export { NoMatchState } from './feedback/no-match-state';
export { Toaster } from './feedback/toaster';
export { showToast } from './feedback/toasts';
export { DateTime, Day } from './figures/date-time';
export { Figure } from './figures/figure';
export { formatMoney, Money, type MoneyValue, minorDigits } from './figures/money';
export { RelativeTime } from './figures/relative-time';
export { formatDateTime, formatDay, formatRelative } from './figures/time';
export { type Filter, FilterBar } from './filters/filter-bar';
export { type SavedViewTab, SavedViewTabs } from './filters/saved-view-tabs';
export { SearchInput } from './filters/search-input';
export type { Hotkey } from './keyboard/hotkeys';
export { KeyCaps } from './keyboard/key-caps';
export { KeyboardSheet } from './keyboard/keyboard-sheet';
export { useHotkeys } from './keyboard/use-hotkeys';
export { Breadcrumbs, type Crumb } from './layout/breadcrumbs';
export { Card } from './layout/card';
export { DetailDrawer } from './layout/detail-drawer';
export { IconButton } from './layout/icon-button';
export { PageHeader } from './layout/page-header';
export { StatusTag, type StatusTone } from './layout/status-tag';
export { BulkBar } from './records/bulk-bar';
export { type Fact, Facts } from './records/facts';
export { Timeline, type TimelineChange, type TimelineItem } from './records/timeline';
export { JourneyRail, type JourneyRailNote, type JourneyRailStage } from './stage/journey-rail';
export { isStage, type Stage, stageColor, stages } from './stage/stage';
export { StageBar } from './stage/stage-bar';
export { StageTag } from './stage/stage-tag';
export {
  type Density,
  setAppearance,
  startAppearance,
  type ThemeChoice,
  useAppearance,
} from './theme/appearance';
export { type KitLinkProps, KitProvider, useKit } from './theme/kit-provider';
export { type ColorMode, readToken } from './theme/tokens';
export { useIsPhone, useMediaQuery } from './theme/use-media-query';
