const uncountable = /(?:ing|ion|cy|ment|of things|ed|as code|as a service)$/;

const abbreviations: readonly (readonly [string, string])[] = (
  'oop=object oriented programming,ml=machine learning,ai=artificial intelligence,nlp=natural language processing,' +
  'spa=single page application,spa=single page app,ssr=server side rendering,ssg=static site generation,tdd=test driven development,' +
  'llm=large language model,ui=user interface,gui=graphical user interface,os=operating system,cdn=content delivery network,' +
  'jwt=json web token,xss=cross site scripting,csrf=cross site request forgery,iac=infrastructure as code,rpc=remote procedure call,' +
  'orm=object relational mapping,ide=integrated development environment,sdk=software development kit,vpn=virtual private network,' +
  'dfs=depth first search,bfs=breadth first search,bst=binary search tree,fsm=finite state machine,ast=abstract syntax tree,' +
  'mvc=model view controller,pwa=progressive web app,iot=internet of things,saas=software as a service,rbac=role based access control,' +
  'acl=access control list,`2fa=two factor authentication,mfa=multi factor authentication,sso=single sign on,mr=merge request,' +
  'wip=work in progress,lts=long term support,ttl=time to live,stdin=standard input,stdout=standard output,' +
  'ocr=optical character recognition,cors=cross origin resource sharing,ddd=domain driven design,' +
  'dsl=domain specific language,poc=proof of concept,mvp=minimum viable product,lsp=language server protocol,' +
  'eda=exploratory data analysis,etl=extract transform load,gc=garbage collection,svm=support vector machine,' +
  'cnn=convolutional neural network,rnn=recurrent neural network,gpu=graphics processing unit,cpu=central processing unit'
)
  .split(',')
  .map(row => row.split('=') as [string, string]);

/** Words that developers abbreviate to one thing only, as phrases with the abbreviation that stands for them. */
export const longForms: readonly (readonly [from: string, to: string])[] = abbreviations.flatMap(
  ([short, long]): readonly (readonly [string, string])[] => [
    [long, short],
    ...(uncountable.test(long) ? [] : ([[`${long}s`, `${short}s`]] as const)),
  ],
);
