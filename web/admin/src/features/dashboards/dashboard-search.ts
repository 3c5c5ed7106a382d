import * as z from 'zod/mini';
import { searchFlag, searchText } from '../../shared/filters/search-text';

export const dashboardListSchema = z.object({
  q: searchText,
  sort: searchText,
  /** The form of a new one is open. */
  new: searchFlag,
});

export const dashboardPageSchema = z.object({
  /** Tiles can be moved. */
  arrange: searchFlag,
  /** The question of which a figure's list is open, and the figure's cell. */
  tile: searchText,
  open: searchText,
});
