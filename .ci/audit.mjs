// Fails when the registry knows a severe weakness of a package that is installed with faasr-tui. Without its answer nothing is known, and nothing fails.
import {spawnSync} from 'node:child_process';
import process from 'node:process';

const {stdout} = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000'], {
	encoding: 'utf8', timeout: 120_000, maxBuffer: 50_000_000, stdio: ['ignore', 'pipe', 'ignore'],
});

const readReport = () => {
	try {
		const report = JSON.parse(stdout);
		return report.auditReportVersion === undefined ? undefined : report;
	} catch {
		return undefined;
	}
};

const report = readReport();
if (report === undefined) {
	console.log('npm audit: the registry does not answer, so nothing is known.');
} else {
	const severe = Object.values(report.vulnerabilities ?? {}).filter(({severity}) => ['high', 'critical'].includes(severity));
	for (const {name, severity, range} of severe) {
		console.log(`npm audit: ${severity}: ${name} ${range}`);
	}

	console.log(`npm audit: ${severe.length} severe weaknesses in what is installed with faasr-tui.`);
	process.exitCode = severe.length === 0 ? 0 : 1;
}
