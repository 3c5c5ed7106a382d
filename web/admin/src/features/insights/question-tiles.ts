import type { ComponentType } from 'react';
import { RevenueTile } from '../revenue/revenue-tile';
import { AdoptionTile } from './adoption/adoption-tile';
import { FunnelTile } from './funnel/funnel-tile';
import type { ShownKind } from './kept-question';
import { LifecycleTile } from './lifecycle/lifecycle-tile';
import { PathsTile } from './paths/paths-tile';
import type { QuestionTileProps } from './question-tile';
import { RetentionTile } from './retention/retention-tile';
import { StickinessTile } from './stickiness/stickiness-tile';
import { TrendsTile } from './trends/trends-tile';

/** How the answer to a saved question of each kind stands among others. */
export const questionTiles: Record<ShownKind, ComponentType<QuestionTileProps>> = {
  trends: TrendsTile,
  funnel: FunnelTile,
  retention: RetentionTile,
  stickiness: StickinessTile,
  lifecycle: LifecycleTile,
  paths: PathsTile,
  adoption: AdoptionTile,
  mrr: RevenueTile,
};
