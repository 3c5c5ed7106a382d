import type { KeptQuestion, Tile } from '@perennial/api-client';
import { CalendarCheck, type LucideIcon, MousePointerClick, Repeat } from 'lucide-react';

export const templates = ['weekly', 'product', 'growth'] as const;
export type Template = (typeof templates)[number];

type QuestionText =
  | 'active_accounts'
  | 'account_lifecycle'
  | 'account_retention'
  | 'recurring_revenue'
  | 'active_people'
  | 'adoption'
  | 'paths'
  | 'active_rolling'
  | 'stickiness'
  | 'people_retention'
  | 'people_lifecycle';

export type TemplateQuestion = { text: QuestionText; question: KeptQuestion } & Omit<
  Tile,
  'saved_question_id'
>;

const half = { width: 6, height: 6 };
const whole = { width: 12, height: 7 };

/** Dashboards that most workspaces want first. Whatever they leave open follows the calendar. */
export const templateQuestions: Record<Template, { icon: LucideIcon; questions: TemplateQuestion[] }> = {
  weekly: {
    icon: CalendarCheck,
    questions: [
      {
        text: 'active_accounts',
        question: {
          kind: 'trends',
          parameters: { unit: 'account', period: 'week', series: [{ measure: 'units' }] },
        },
        ...{ x: 0, y: 0, ...half },
      },
      {
        text: 'account_lifecycle',
        question: { kind: 'lifecycle', parameters: { unit: 'account', period: 'week' } },
        ...{ x: 6, y: 0, ...half },
      },
      {
        text: 'account_retention',
        question: { kind: 'retention', parameters: { unit: 'account', period: 'week' } },
        ...{ x: 0, y: 6, ...whole },
      },
      {
        text: 'recurring_revenue',
        question: { kind: 'mrr', parameters: {} },
        ...{ x: 0, y: 13, ...whole },
      },
    ],
  },
  product: {
    icon: MousePointerClick,
    questions: [
      {
        text: 'active_people',
        question: { kind: 'trends', parameters: { series: [{ measure: 'units' }] } },
        ...{ x: 0, y: 0, ...half },
      },
      {
        text: 'stickiness',
        question: { kind: 'stickiness', parameters: {} },
        ...{ x: 6, y: 0, ...half },
      },
      {
        text: 'adoption',
        question: { kind: 'adoption', parameters: {} },
        ...{ x: 0, y: 6, ...whole },
      },
      {
        text: 'paths',
        question: { kind: 'paths', parameters: {} },
        ...{ x: 0, y: 13, width: 12, height: 9 },
      },
    ],
  },
  growth: {
    icon: Repeat,
    questions: [
      {
        text: 'active_rolling',
        question: {
          kind: 'trends',
          parameters: { series: [{ measure: 'active_7_days' }, { measure: 'active_28_days' }] },
        },
        ...{ x: 0, y: 0, ...half },
      },
      {
        text: 'stickiness',
        question: { kind: 'stickiness', parameters: {} },
        ...{ x: 6, y: 0, ...half },
      },
      {
        text: 'people_lifecycle',
        question: { kind: 'lifecycle', parameters: { period: 'week' } },
        ...{ x: 0, y: 6, ...half },
      },
      {
        text: 'people_retention',
        question: { kind: 'retention', parameters: { period: 'week', cohorts: 8, periods: 8 } },
        ...{ x: 6, y: 6, ...half },
      },
    ],
  },
};
