/** The description of an exported model, for people and programs, beside the files of its format. */
export const DESCRIPTION_FILE = 'convscope.json'
/** What was found when the export was opened again. */
export const CERTIFICATE_FILE = 'certificate.json'
/** The folder with pictures, and what the model made of them. */
export const CERTIFICATE_FOLDER = 'certificate'
/** The program that repeats the check with the tool that the format is for. */
export const SCRIPT_FILE = 'check.py'

/** Files of an export in every format. */
export const BESIDE: readonly string[] = [
  DESCRIPTION_FILE,
  CERTIFICATE_FILE,
  CERTIFICATE_FOLDER,
  SCRIPT_FILE,
]
