/** A placeholder that a later step fills in: Helm and Jinja, shell and kustomize variables, pipelines. What has no end is none. */
const placeholder = /\{\{|\{%|<%|[$#]\{[^}$]{0,500}\}|\$\([^)$]{0,500}\)/;

/** Whether a text holds a placeholder, so that what it will be is not known. */
export const isTemplated = (text: string): boolean => placeholder.test(text);
