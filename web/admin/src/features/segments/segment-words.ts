import { useKit } from '@perennial/ui';
import { useCallback } from 'react';

type Said = { sentence: string; sentence_zh: string };

/** The server's sentence in the reader's language. */
export function useSentence(): (said: Said) => string {
  const { locale } = useKit();
  return useCallback(
    ({ sentence, sentence_zh }) => (locale.startsWith('zh') ? sentence_zh : sentence),
    [locale],
  );
}
