/** Types of `docs.mjs` for the tests. */
export interface DocsSources {
  readonly errors: object;
  readonly rejectCodes: object;
  readonly model: object;
  readonly detectors: readonly object[];
  readonly program: object;
  readonly exitStatus: object;
}

export function generatedParts(
  sources: DocsSources,
): readonly { readonly page: string; readonly part: string; readonly text: string }[];

export function generatedFiles(sources: {
  readonly release: object;
  readonly workbench: object;
}): readonly { readonly page: string; readonly text: string }[];

export function withPart(page: string, part: string, text: string): string;
