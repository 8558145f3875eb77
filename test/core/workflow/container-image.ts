import t from 'tap';
import {isContainerImage, isFaasrImage} from '../../../source/core/workflow/container-image.js';

const images = [
	'ghcr.io/faasr/github-actions-python:latest', 'python', 'python:3.12-slim', 'localhost:5000/a/b', `a/b@sha256:${'0'.repeat(64)}`,
	`123456789012.dkr.ecr.us-east-1.amazonaws.com/faasr:1.0@sha256:${'a'.repeat(64)}`, 'Owner/Image:v1',
];
const others = [
	'', '${{ inputs.PAYLOAD_URL }}', 'image:${{ github.ref }}', 'a b', 'image\n        env: {A: b}', 'image:', '/image', 'a//b', '-image', 'a@sha256:1', 'https://a/b', 'x'.repeat(513), // eslint-disable-line no-template-curly-in-string
];

t.test('what docker can pull is an image, and nothing else', async t => {
	t.same(images.filter(image => !isContainerImage(image)), []);
	t.same(others.filter(text => isContainerImage(text)), []);
});

t.test('FaaSr\'s own images are known by who owns them', async t => {
	t.same(['ghcr.io/faasr/x', 'faasr/x:1', 'docker.io/faasr/x', 'ghcr.io/FaaSr/x'].filter(image => !isFaasrImage(image)), []);
	t.same(['ghcr.io/faasr-evil/x', 'evil/faasr/x', 'ghcr.io.evil.example/faasr/x', 'faasr'].filter(image => isFaasrImage(image)), []);
});
