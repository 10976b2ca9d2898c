/**
 * Texts about as many things as there are lines. The mean of their vectors is what all texts share by a model, whatever
 * they are about; taken away, only what tells texts apart is left. A mean of the user's own prompts would take away what
 * most of them are about, too.
 */
export const plainTexts: readonly string[] = [
  'What is a closure?',
  'Write a function that sorts a list of names by their length.',
  'The test fails on Windows but passes on Linux, why?',
  'Rename this variable everywhere in the project.',
  'Explain the difference between TCP and UDP.',
  'Translate this paragraph into French.',
  'Summarise the meeting in three sentences.',
  'Which port does PostgreSQL use by default?',
  'Add a button that opens the settings page.',
  'How do I undo my last commit?',
  'Why does my Docker image take so long to build?',
  'Draft a polite reply to this customer.',
  'Find the memory leak in this code.',
  'Give me a recipe for a lentil soup.',
  'Plan a migration of our users to a new database.',
  'What does this regular expression match?',
  'Write a unit test for the date parser.',
  'How many days are between these two dates?',
  'Make the sidebar collapse on small screens.',
  'Is this sentence positive or negative?',
  'Name five rivers in Europe.',
  'Review this pull request and point out what is risky.',
  'Set up continuous integration for a Rust project.',
  'Solve for x: 3x + 7 = 22.',
  'Was ist der Unterschied zwischen einem Thread und einem Prozess?',
  'Schreibe eine Funktion, die Primzahlen ausgibt.',
  'Comment annuler une branche distante avec git ?',
  '¿Cómo leo un archivo línea por línea en Python?',
  'Como faço um deploy sem parar o serviço?',
  '什么是闭包？',
  'この関数を速くするにはどうすればいいですか。',
  'Как прочитать переменную окружения в Node?',
];
