/** Sentences one after the other: Chinese puts no blank between them. */
export function joinSentences(sentences: string[], locale: string): string {
  return sentences.join(locale.startsWith('zh') ? '' : ' ');
}
