import {
  Globe,
  ListTodo,
  type LucideIcon,
  MessageSquare,
  MousePointerClick,
  Pencil,
  ReceiptText,
} from 'lucide-react';
import type { StoryKind } from './story-search';

export const storyIcons: Record<StoryKind, LucideIcon> = {
  event: Pencil,
  note: MessageSquare,
  task: ListTodo,
  sale: ReceiptText,
  touch: Globe,
  behaviour: MousePointerClick,
};
