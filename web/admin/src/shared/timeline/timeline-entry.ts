import type { LeadTimelineEntry, StoryEntry } from '@perennial/api-client';

/** One line of a timeline, of whichever kind of record. */
export type TimelineEntry = LeadTimelineEntry | StoryEntry;
