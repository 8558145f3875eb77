import t from 'tap';
import {describeLocalLimits} from '../../../../source/clouds/local/executor/describe-local-limits.js';
import {type WorkflowDocument} from '../../../../source/core/workflow/document.js';
import {createDocument} from '../../../support/functions/executor-bench.js';

const describe = (work: Record<string, unknown>, extra: Record<string, unknown>) => describeLocalLimits(createDocument(work, extra) as unknown as WorkflowDocument);

t.test('a document that runs here as anywhere has no limits', async t => {
	t.same(describe({}, {PyPIPackageDownloads: {f: []}}), []);
});

t.test('names what differs', async t => {
	t.same(describe({Type: 'Julia'}, {}), ['Julia functions cannot run on the local cloud and will fail: work.']);
	t.same(describe({_faasr_builtin: true}, {}), ['No virtual machine is started or stopped on the local cloud; these actions only say so: work.']);
	t.same(describe({}, {PyPIPackageDownloads: {f: ['numpy']}, FunctionCRANPackage: {f: ['dplyr']}}), ['Packages of PyPIPackageDownloads, FunctionCRANPackage are not installed; functions use those of this machine.']);
	t.same(describe({}, {ActionContainers: {work: 'image'}}), ['Actions run as local processes; ActionContainers is ignored.']);
});
