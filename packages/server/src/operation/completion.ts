import { z } from 'zod'
import { defineUnary } from '../operation.ts'

const shell = z.enum(['bash', 'zsh', 'fish'])

export const completion = defineUnary({
  name: 'completion',
  summary: 'Have your shell complete what you type with Tab',
  description:
    'Prints a script for the shell to read; nothing is written anywhere. It knows every command and option, asks git for branches ' +
    'and tags, and starts wakelore only where ids of events are wanted.',
  access: 'read',
  input: z.object({ shell: shell.describe('Whose words to print.') }),
  output: z.object({ shell, script: z.string().describe('For that shell to read.') }),
  examples: [
    { command: 'eval "$(wakelore completion bash)"', does: 'for this shell; in ~/.bashrc for all' },
    { command: 'eval "$(wakelore completion zsh)"', does: 'the same for zsh, after compinit' },
    { command: 'wakelore completion fish | source', does: 'the same for fish' },
  ],
  faults: [],
  handler: async (input, context) => ({
    shell: input.shell,
    script: await context.completionScript(input.shell),
  }),
})
