import {type Assertion, type AssertionsState} from './assertion-store.js';

/** An assertion as lines of plain text: what was asserted, and what was found. */
export const describeAssertion = ({title, node, isOk, evidence}: Assertion): readonly string[] => {
	const about = node === undefined || title.split(' ').includes(node) ? '' : ` (after ${node})`;
	const [first = '', ...rest] = evidence.split('\n');
	return [`assert ${isOk ? 'ok' : 'FAILED'} ${title}${about}: ${first}`, ...rest.map(line => `  ${line}`)];
};

/** The whole test file in one line: `assertions of test/main.mts: 5 ok, 1 FAILED`. */
export const describeAssertions = ({file, assertions, expectedCount}: AssertionsState): string => {
	const okCount = assertions.filter(({isOk}) => isOk).length;
	const failedCount = assertions.length - okCount;
	return `assertions of ${file}: ${okCount} ok${expectedCount === 0 ? '' : ` (${expectedCount} failed, as the test expected)`}${failedCount === 0 ? '' : `, ${failedCount} FAILED`}`;
};
