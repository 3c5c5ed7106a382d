/** Says again, shortly and last, what failed and why: whoever reads only the end of the log has it all. */
import path from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const LINES_OF_A_REASON = 6;

function reasonOf({ message = '', value = '' }: TestError): string {
  const lines = (message || value).replaceAll(COLOURS, '').split('\n').filter((line) => line.trim());
  return lines.slice(0, LINES_OF_A_REASON).join('\n      ');
}

export default class Failures implements Reporter {
  private root = '';
  private readonly failures: string[] = [];

  onBegin(config: FullConfig, _suite: Suite): void {
    this.root = config.rootDir;
  }

  onTestEnd(test: TestCase, { errors, status }: TestResult): void {
    if (status !== test.expectedStatus) {
      const project = test.parent.project()?.name;
      const reasons = errors.map((error) => {
        const place = error.location ?? test.location;
        return `  ${path.relative(this.root, place.file)}:${place.line}\n      ${reasonOf(error)}`;
      });
      this.failures.push([`[${project}] ${test.title} (${status})`, ...reasons].join('\n'));
    }
  }

  onEnd(): void {
    for (const failure of this.failures) {
      process.stdout.write(`\n${failure}\n`);
    }
  }

  printsToStdio(): boolean {
    return true;
  }
}
