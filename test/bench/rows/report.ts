import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {skipWithoutChromium, useBrowser} from '../../support/chromium/open-browser.js';
import {writeLargePage} from '../../support/chromium/write-page.js';
import {getPercentile} from '../get-percentile.js';
import {type Measured, type Row} from '../row.js';

const rounds = 7;

/** Opens the page again and again, until its filter has answered: then all of it is there. */
const measureOpening = async (): Promise<Measured> => {
	if (skipWithoutChromium !== false) {
		return {figure: `not measured: ${skipWithoutChromium}`, met: true};
	}

	const folder = mkdtempSync(path.join(tmpdir(), 'faasr-tui-bench-'));
	const closing: Array<() => Promise<void>> = [];
	try {
		const file = await writeLargePage(folder);
		const open = useBrowser({teardown: close => closing.push(close)});
		await open(file);
		const times: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const startedAt = performance.now();
			const {page} = await open(file);
			await page.locator('#filter').fill('node-301');
			await page.locator('#filter-count', {hasText: '1 of 303 nodes'}).waitFor();
			times.push(performance.now() - startedAt);
			await page.context().close();
		}

		const median = getPercentile(times, 0.5);
		return {
			figure: `${Math.round(median)} ms, ${(statSync(file).size / 1_000_000).toFixed(1)} MB`,
			met: median <= 1000,
			details: [`${rounds} openings in Chromium, each in a new context: ${times.map(time => Math.round(time)).join(', ')} ms`],
		};
	} finally {
		await Promise.all(closing.map(async close => close()));
		rmSync(folder, {recursive: true});
	}
};

/** The report: how soon its page can be worked with. */
export const rows: readonly Row[] = [
	{
		name: 'report-page',
		what: 'report of 303 nodes and 50,000 log lines: opened in Chromium until its filter answers',
		goal: '<= 1 s, below 5 MB',
		measure: measureOpening,
	},
];
