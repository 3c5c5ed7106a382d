import type { ProofOfWork } from './contract';
import { sha256 } from './sha256';

const sliceMilliseconds = 12;

/**
 * Finds a nonce whose SHA-256 of `salt:nonce` begins with `difficulty` zero bits. It works in slices while the visitor
 * fills in the form, so that the page stays smooth and sending doesn't have to wait.
 */
export async function solve({ salt, difficulty }: ProofOfWork): Promise<string> {
  let nonce = 0;
  for (;;) {
    const until = performance.now() + sliceMilliseconds;
    while (performance.now() < until) {
      if (leadingZeroBits(sha256(`${salt}:${nonce}`)) >= difficulty) return String(nonce);
      nonce += 1;
    }
    await new Promise((resume) => setTimeout(resume));
  }
}

export function leadingZeroBits(hash: Uint32Array): number {
  let bits = 0;
  for (const word of hash) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}
