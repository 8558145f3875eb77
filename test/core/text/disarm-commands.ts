import t from 'tap';
import {disarmCommands} from '../../../source/core/text/disarm-commands.js';
import {carryOutCommands} from '../../fixtures/reporters/actions-runner.js';

t.test('nothing of a text is a command, and what is none stays as it is', async t => {
	const text = ['::error::a', '  ::add-mask::b', '\t::stop-commands::c', '\u00A0::warning::d', 'e ##[error]f', '##[group]g', 'std::vector<int>', 'a ::error::h', '::', ''].join('\n');
	t.same(carryOutCommands(disarmCommands(text)), {commands: [], isStopped: false});
	t.equal(disarmCommands(text).split('\n').length, text.split('\n').length);
	t.same(disarmCommands(text).split('\n').slice(6, 8), ['std::vector<int>', 'a ::error::h']);
	t.equal(carryOutCommands(text).commands.length, 2, 'without it they are, up to the stop');
});
