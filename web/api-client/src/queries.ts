/** Generated query options, keys and mutations. Query keys come from here and from nowhere else. */
export * from './generated/@tanstack/react-query.gen';
export { cursorPaging, invalidateTags } from './paging';
