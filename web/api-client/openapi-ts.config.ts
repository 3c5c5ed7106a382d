import { defineConfig } from '@hey-api/openapi-ts';

const questions = ['/v1/segments/preview', '/v1/score-rules/backtest', '/v1/quotes/preview'];
const isQuestion = (path: string) => path.startsWith('/v1/insights/') || questions.includes(path);

export default defineConfig({
  input: '../../openapi/openapi.json',
  // Questions are asked with a body, and still only read: they are cached and asked again as reads are.
  parser: {
    hooks: {
      operations: {
        isQuery: ({ path }) => isQuestion(path) || undefined,
        isMutation: ({ path }) => (isQuestion(path) ? false : undefined),
      },
    },
  },
  output: { path: 'src/generated', clean: true },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true },
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: '@tanstack/react-query', queryKeys: { tags: true }, infiniteQueryKeys: { tags: true } },
  ],
});
