import t from 'tap';
import {chooseDisarming, disarmGithub, isInJob} from '../../../source/core/text/disarm-commands.js';
import {carryOutCommands} from '../../support/reporters/actions-runner.js';

t.test('nothing of a text is a command, and what is none stays as it is', async t => {
	const text = ['::error::a', '  ::add-mask::b', '\t::stop-commands::c', '\u00A0::warning::d', 'e ##[error]f', '##[group]g', 'std::vector<int>', 'a ::error::h', '::', ''].join('\n');
	t.same(carryOutCommands(disarmGithub(text)), {commands: [], isStopped: false});
	t.equal(disarmGithub(text).split('\n').length, text.split('\n').length);
	t.same(disarmGithub(text).split('\n').slice(6, 8), ['std::vector<int>', 'a ::error::h']);
	t.equal(carryOutCommands(text).commands.length, 2, 'without it they are, up to the stop');
});

t.test('each CI system finds no command of its own, where it is the one', async t => {
	const text = '::error::a\nb ##vso[task.setvariable variable=PATH]c ##VSO[x] ##teamcity[buildStatus status=\'SUCCESS\']';
	t.equal(chooseDisarming({})(text), text);
	t.equal(chooseDisarming({GITHUB_ACTIONS: 'false', TF_BUILD: '', TEAMCITY_VERSION: ''})(text), text);
	t.equal(chooseDisarming({GITHUB_ACTIONS: 'true'})(text), disarmGithub(text));
	t.equal(chooseDisarming({TF_BUILD: 'True'})(text), text.replace('##vso', '# #vso').replace('##VSO', '# #VSO'));
	t.equal(chooseDisarming({TEAMCITY_VERSION: '2025.1'})(text), text.replace('##teamcity', '# #teamcity'));
	t.notMatch(chooseDisarming({TEAMCITY_VERSION: '1', TF_BUILD: 'True', GITHUB_ACTIONS: 'true'})(text), /##|^::/);
});

t.test('a process is in a job where its environment says so', async t => {
	t.equal(isInJob({}), false);
	t.equal(isInJob({GITHUB_ACTIONS: 'false', TF_BUILD: ''}), false);
	t.equal(isInJob({TEAMCITY_VERSION: '2025.1'}), true);
});
