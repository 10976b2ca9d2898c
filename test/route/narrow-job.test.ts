import { describe, expect, test } from 'vitest';
import type { JobName } from '../../src/proxy/route/steps/job-words.js';
import { isNarrowJob } from '../../src/proxy/route/steps/narrow-job.js';
import { developerPrompts } from '../../training/route/developer-prompts.js';

const jobs = ['sentiment', 'extraction', 'classification', 'translation'] as const satisfies readonly JobName[];
const foundIn = (instruction: string, isAlone: boolean) => jobs.filter(job => isNarrowJob(job, instruction, isAlone));

/** Instructions of programs; what they are about comes in another message. */
const instructions: readonly (readonly [JobName, string])[] = [
  ['sentiment', 'Classify the sentiment of the text as positive, negative or neutral.'],
  ['sentiment', 'You detect sentiment. Answer with one word.'],
  ['sentiment', 'Bestimme die Stimmung des folgenden Textes.'],
  ['sentiment', 'Analyse le sentiment du message suivant.'],
  ['sentiment', 'Analiza el sentimiento de la reseña.'],
  ['sentiment', 'Classifique o sentimento do comentário.'],
  ['sentiment', 'Determina il sentiment della recensione.'],
  ['sentiment', 'Bepaal het sentiment van de tekst.'],
  ['sentiment', 'Określ wydźwięk poniższej opinii.'],
  ['sentiment', 'Определи тональность отзыва.'],
  ['sentiment', '次の文章の感情を分析してください。'],
  ['sentiment', '请分析以下评论的情感倾向。'],
  ['sentiment', '다음 리뷰의 감정을 분석하세요.'],
  ['extraction', 'Extract all person names and dates from the text as JSON.'],
  ['extraction', 'Extrahiere alle Namen aus dem Text.'],
  ['extraction', 'Extrais les dates du texte.'],
  ['extraction', 'Extrae las entidades del texto.'],
  ['extraction', 'Extraia os nomes do texto.'],
  ['extraction', 'Estrai le parole chiave dal testo.'],
  ['extraction', 'Extraheer alle namen uit de tekst.'],
  ['extraction', 'Wyodrębnij daty z tekstu.'],
  ['extraction', 'Извлеки имена и даты из текста.'],
  ['extraction', 'テキストから人名を抽出してください。'],
  ['extraction', '从文本中提取人名和日期。'],
  ['extraction', '텍스트에서 이름과 날짜를 추출하세요.'],
  ['classification', 'Classify the support ticket into one of: bug, billing, other.'],
  ['classification', 'Klassifiziere die folgende Nachricht.'],
  ['classification', 'Classe le ticket dans une catégorie.'],
  ['classification', 'Clasifica el siguiente mensaje.'],
  ['classification', 'Classifique a mensagem.'],
  ['classification', 'Classifica il seguente messaggio.'],
  ['classification', 'Classificeer het bericht.'],
  ['classification', 'Sklasyfikuj poniższą wiadomość.'],
  ['classification', 'Классифицируй сообщение по темам.'],
  ['classification', '問い合わせを分類してください。'],
  ['classification', '将以下文本分类。'],
  ['classification', '다음 문의를 분류하세요.'],
  ['translation', "Translate the user's text to French."],
  ['translation', 'You are a professional translator. You answer in German.'],
  ['translation', 'Übersetze den Text ins Englische.'],
  ['translation', 'Traduis le texte en anglais.'],
  ['translation', 'Traduce el texto al inglés.'],
  ['translation', 'Traduza o texto para inglês.'],
  ['translation', 'Traduci il testo in inglese.'],
  ['translation', 'Vertaal de tekst naar het Engels.'],
  ['translation', 'Przetłumacz tekst na angielski.'],
  ['translation', 'Переведи текст на английский.'],
  ['translation', '次の文を英語に翻訳してください。'],
  ['translation', '请把下面的文字翻译成英文。'],
  ['translation', '다음 문장을 영어로 번역하세요.'],
];

/** What developers ask that speaks of such things and is none of them. */
const others: readonly string[] = [
  'How do I classify images with PyTorch?',
  'Write a classifier for support tickets in Python:\nuse scikit-learn and explain each step',
  'Classify is a class in our code base: rename it',
  'Design a sentiment analysis service:\n- a million reviews a day',
  'Design a classification pipeline for documents:\n- cheap',
  'Extract this method into a class of its own:\nfunction f() {}',
  'Extract the names of all tables that the migration touches',
  'Translate this function from Python to Go:\ndef f(): pass',
  'Translate the config to YAML: {"a": 1}',
  'Why does our translation file not load? "missing key"',
  'Add a German translation to the settings page',
  'What does the sentiment of the market have to do with it?',
  'Design a sentiment analysis service that scales to a million reviews a day',
  'Das Programm lässt sich nicht übersetzen:\nerror C2065',
  'Wie übersetze ich das Projekt mit clang?',
  'Übersetze den Code nach Rust:\nfn main() {}',
  'Extrahiere die Methode in eine eigene Klasse:\nvoid f() {}',
  'Die Stimmung im Team ist schlecht, was kann ich tun?',
  'Peux-tu extraire cette méthode dans une classe ?',
  'Traduis cette requête SQL en Prisma:\nSELECT 1',
  'Escribe una clase que clasifique los errores del compilador',
  'Traduce este módulo a TypeScript:\nexport {}',
  'Escreve um poema sobre sentimentos',
  'Traduza esta função para Kotlin:\nfun f() {}',
  'Estrai il metodo in una nuova classe:\nvoid f() {}',
  'Vertaal deze query naar MongoDB:\nSELECT 1',
  'Przetłumacz ten moduł na TypeScript:\nexport {}',
  'Переведи проект на React:\nnpm i',
  'Сделай перевод денег идемпотентным',
  'Извлеки метод в отдельный класс:\nvoid f() {}',
  'このモジュールを TypeScript に翻訳して:\nexport {}',
  'クラスの分類について説明して',
  '把这个函数翻译成 Rust:\nfn f() {}',
  '提取这个方法到一个新类:\nvoid f() {}',
  '이 함수를 Rust로 번역해줘:\nfn f() {}',
  'Explain how a translator pattern maps names to entities',
  'A bug: the French locale is not loaded. Fix it',
  '',
];

describe('a narrow job', () => {
  test.each(instructions)('of %s is told from "%s"', (job, instruction) => {
    expect(foundIn(instruction, false)).toContain(job);
    expect(foundIn(`${instruction}\n\nHello there, what a day.`, true)).toContain(job);
  });

  test.each(others)('is not what "%s" asks for', text => {
    expect(foundIn(text, true)).toEqual([]);
  });

  test('is none of what developers ask, however hard it is', () => {
    const all = Object.values(developerPrompts).flat();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(text => foundIn(text, true).length > 0)).toEqual([]);
  });

  test('needs its text where it stands alone', () => {
    expect(foundIn('Translate to French.', true)).toEqual([]);
    expect(foundIn('Translate to French: Good morning', true)).toEqual(['translation']);
    expect(foundIn('Translate “good morning” to French', true)).toEqual(['translation']);
  });

  test('is told at the start of an instruction, not in a list of what an assistant can do', () => {
    const assistant =
      'You are a helpful assistant for developers of our company, and you are polite and brief in whatever you say. You can write code, translate text to German, classify text and extract names.';
    expect(foundIn(assistant, false)).toEqual([]);
  });
});
