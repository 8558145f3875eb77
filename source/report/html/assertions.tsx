import {type ReportedAssertions} from '../reporter.js';
import {type ReportInput} from './report-input.js';

/** The checks of `--expect` or `--test`, with what was found. */
export const Assertions = ({assertions: {file, assertions}, clean}: {readonly assertions: ReportedAssertions} & Pick<ReportInput, 'clean'>) => (
	<section id='checks' aria-labelledby='checks-title'>
		<h2 id='checks-title'>{`Checks of ${clean(file)}`}</h2>
		<p className='dim'>{`${assertions.filter(({isOk}) => isOk).length} of ${assertions.length} hold.`}</p>
		<div className='wide'>
			<table aria-labelledby='checks-title'>
				<thead><tr><th scope='col'>Check</th><th scope='col'>Holds</th><th scope='col'>Found</th></tr></thead>
				<tbody>
					{assertions.map(({title, isOk, evidence}, index) => (
						<tr key={index}>
							<td>{clean(title)}</td>
							<td className={isOk ? 'COMPLETED' : 'FAILED'}>{isOk ? 'yes' : 'no'}</td>
							<td>{isOk ? clean(evidence) : <pre>{evidence.split('\n').map(line => clean(line)).join('\n')}</pre>}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	</section>
);
