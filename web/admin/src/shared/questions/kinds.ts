import type { KeptQuestion } from '@perennial/api-client';
import {
  ChartSpline,
  Filter,
  Grid3x3,
  type LucideIcon,
  Magnet,
  Puzzle,
  RefreshCcw,
  Route,
  TrendingUp,
} from 'lucide-react';

export type QuestionKind = KeptQuestion['kind'];

export const kindIcons: Record<QuestionKind, LucideIcon> = {
  trends: ChartSpline,
  funnel: Filter,
  retention: Grid3x3,
  stickiness: Magnet,
  lifecycle: RefreshCcw,
  paths: Route,
  adoption: Puzzle,
  mrr: TrendingUp,
};
