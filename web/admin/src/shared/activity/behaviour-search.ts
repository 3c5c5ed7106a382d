import { searchText } from '../filters/search-text';

/** Whose behaviour: a person's, or that of an account's people. */
export type BehaviourOf = { person_id: string } | { account_id: string };

/** What the behaviour of a record adds to its address. */
export const behaviourSearch = {
  /** Only this event. */
  event_name: searchText,
  /** The event that is open. */
  event_key: searchText,
};
