/**
 * Passwords of six characters and more that are used most, the most used first: from the first 500 of the ten million that Mark
 * Burnett published in 2015 and gave to the public domain (xato.net, "Today I Am Releasing Ten Million Passwords"; the list by
 * use is in SecLists). Without the obscene ones.
 */
export const COMMON_PASSWORDS: readonly string[] = `
  123456 password 12345678 qwerty 123456789 111111 1234567 dragon 123123 baseball abc123 football monkey letmein
  696969 shadow master 666666 qwertyuiop 123321 mustang 1234567890 michael 654321 superman 1qaz2wsx 7777777 121212
  000000 qazwsx 123qwe killer trustno1 jordan jennifer zxcvbnm asdfgh hunter buster soccer harley batman andrew
  tigger sunshine iloveyou charlie robert thomas hockey ranger daniel starwars klaster 112233 george computer
  michelle jessica pepper zxcvbn 555555 11111111 131313 freedom 777777 maggie 159753 aaaaaa ginger princess joshua
  cheese amanda summer ashley nicole chelsea matthew access yankees 987654321 dallas austin thunder taylor matrix
  william corvette martin heather secret merlin diamond 1234qwer gfhjkm hammer silver 222222 88888888 anthony
  justin bailey q1w2e3r4t5 patrick internet scooter orange golfer cookie richard samantha bigdog guitar jackson
  whatever mickey chicken sparky snoopy maverick phoenix camaro peanut morgan welcome falcon cowboy ferrari
  samsung andrea smokey steelers joseph mercedes dakota arsenal eagles melissa boomer booboo spider nascar monster
  tigers yellow xxxxxx 123123123 gateway marina diablo bulldog qwer1234 compaq purple banana junior hannah 123654
  porsche lakers iceman cowboys 987654 london tennis 999999 ncc1701 coffee scooby miller boston q1w2e3r4 brandon
  yamaha chester mother forever johnny edward 333333 oliver redsox player nikita knight fender barney midnight
  please brandy chicago badboy iwantu slayer rangers charles flower bigdaddy rabbit wizard jasper rachel steven
  winner adidas victoria natasha 1q2w3e4r jasmine winter prince marine ghbdtn fishing cocacola casper 232323
  raiders 888888 marlboro gandalf asdfasdf crystal 87654321 12344321 golden 8675309 panther lauren angela spanky
  thx1138 angels madison winston shannon toyota jordan23 canada sophie apples 123abc pokemon qazxsw qwaszx muffin
  johnson murphy cooper jonathan liverpoo danielle 159357 jackie 123456a 789456 turtle abcd1234 scorpion qazwsxedc
  101010 butter carlos password1 dennis slipknot qwerty123 booger startrek 12341234 cameron newyork rainbow nathan
  rocket viking redskins asdfghjkl sierra peaches gemini doctor wilson sandra helpme qwertyui victor florida
  dolphin pookie captain tucker liverpool theman bandit dolphins maddog packers jaguar lovers nicholas united
  tiffany maxwell zzzzzz nirvana jeremy stupid monica elephant giants hotdog rosebud success debbie mountain
  444444 xxxxxxxx warrior 1q2w3e4r5t q1w2e3 123456q albert metallic azerty bond007 alexis 1111111 samson willie
  scorpio bonnie gators benjamin voodoo driver dexter calvin freddy 212121 creative 12345a sydney rush2112
  asdfghjk red123 4815162342 passw0rd trouble gunner gordon legend jessie stella eminem arthur nissan america
  1qazxsw2 nothing parker rebecca qweqwe garfield 01012011 beavis 69696969 asdasd december 102030 252525 11223344
  apollo skippy 315475 kitten copper braves shelby godzilla beaver tomcat august airborne lifehack qqqqqq brooklyn
  animal platinum phantom online xavier darkness blink182
`
  .trim()
  .split(/\s+/);
