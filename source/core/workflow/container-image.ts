const longestReference = 512;

/** Host and port, folders, tag and digest, as `docker pull` takes them. */
const reference = /^[a-z\d][\w.-]*(?::\d{1,5})?(?:\/[\w.-]+)*(?::\w[\w.-]*)?(?:@sha256:[a-f\d]{64})?$/i;

/** True for what can be a container image; not for an expression such as `${{ inputs.X }}`, with which whoever dispatches would choose it. */
export const isContainerImage = (text: string): boolean => text.length <= longestReference && reference.test(text);

/** True for an image of FaaSr's own: `ghcr.io/faasr/…`, or `faasr/…` of Docker Hub. */
export const isFaasrImage = (image: string): boolean => /^(?:ghcr\.io\/|docker\.io\/)?faasr\//i.test(image);
