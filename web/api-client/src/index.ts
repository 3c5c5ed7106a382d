export { client } from './generated/client.gen';
export * from './generated/sdk.gen';
export type * from './generated/types.gen';
export { ifMatch } from './if-match';
export { ApiProblem, type FieldProblem, pointerToPath, toProblem } from './problem';
export { createSessionFetch, type SessionSource, singleFlight } from './session-fetch';
