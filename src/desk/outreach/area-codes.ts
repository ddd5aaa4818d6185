/**
 * The place of a North American number: state or province and time zones by area code (NANPA, as assigned in 2026). A state of
 * two zones has both: whoever is called may be in either. People keep their numbers when they move, so this is one candidate
 * among others.
 */

/** Area codes by state, and the IANA zones in which its people live. */
const STATES: Record<string, readonly [codes: string, ...zones: string[]]> = {
  AL: ['205 251 256 334 483 659 938', 'America/Chicago'],
  AK: ['907', 'America/Anchorage', 'America/Adak'],
  AZ: ['480 520 602 623 928', 'America/Phoenix', 'America/Denver'],
  AR: ['327 479 501 870', 'America/Chicago'],
  CA: [
    '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
    'America/Los_Angeles',
  ],
  CO: ['303 719 720 748 970 983', 'America/Denver'],
  CT: ['203 475 860 959', 'America/New_York'],
  DE: ['302', 'America/New_York'],
  DC: ['202 771', 'America/New_York'],
  FL: [
    '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
    'America/New_York',
    'America/Chicago',
  ],
  GA: ['229 404 470 478 678 706 762 770 912 943', 'America/New_York'],
  HI: ['808', 'Pacific/Honolulu'],
  ID: ['208 986', 'America/Boise', 'America/Los_Angeles'],
  IL: ['217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872', 'America/Chicago'],
  IN: ['219 260 317 463 574 765 812 930', 'America/Indiana/Indianapolis', 'America/Chicago'],
  IA: ['319 515 563 641 712', 'America/Chicago'],
  KS: ['316 620 785 913', 'America/Chicago', 'America/Denver'],
  KY: ['270 364 502 606 859', 'America/New_York', 'America/Chicago'],
  LA: ['225 318 337 457 504 985', 'America/Chicago'],
  ME: ['207', 'America/New_York'],
  MD: ['227 240 301 410 443 667', 'America/New_York'],
  MA: ['339 351 413 508 617 774 781 857 978', 'America/New_York'],
  MI: ['231 248 269 313 517 586 616 679 734 810 906 947 989', 'America/Detroit', 'America/Chicago'],
  MN: ['218 320 507 612 651 763 924 952', 'America/Chicago'],
  MS: ['228 471 601 662 769', 'America/Chicago'],
  MO: ['235 314 417 557 573 636 660 816 975', 'America/Chicago'],
  MT: ['406', 'America/Denver'],
  NE: ['308 402 531', 'America/Chicago', 'America/Denver'],
  NV: ['702 725 775', 'America/Los_Angeles'],
  NH: ['603', 'America/New_York'],
  NJ: ['201 551 609 640 732 848 856 862 908 973', 'America/New_York'],
  NM: ['505 575', 'America/Denver'],
  NY: [
    '212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
    'America/New_York',
  ],
  NC: ['252 336 472 704 743 828 910 919 980 984', 'America/New_York'],
  ND: ['701', 'America/Chicago', 'America/Denver'],
  OH: ['216 220 234 283 326 330 380 419 436 440 513 567 614 740 937', 'America/New_York'],
  OK: ['405 539 572 580 918', 'America/Chicago'],
  OR: ['458 503 541 971', 'America/Los_Angeles', 'America/Boise'],
  PA: ['215 223 267 272 412 445 484 570 582 610 717 724 814 835 878', 'America/New_York'],
  PR: ['787 939', 'America/Puerto_Rico'],
  RI: ['401', 'America/New_York'],
  SC: ['803 821 839 843 854 864', 'America/New_York'],
  SD: ['605', 'America/Chicago', 'America/Denver'],
  TN: ['423 615 629 731 865 901 931', 'America/Chicago', 'America/New_York'],
  TX: [
    '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
    'America/Chicago',
    'America/Denver',
  ],
  UT: ['385 435 801', 'America/Denver'],
  VT: ['802', 'America/New_York'],
  VA: ['276 434 540 571 686 703 757 804 826 948', 'America/New_York'],
  WA: ['206 253 360 425 509 564', 'America/Los_Angeles'],
  WV: ['304 681', 'America/New_York'],
  WI: ['262 274 353 414 534 608 715 920', 'America/Chicago'],
  WY: ['307', 'America/Denver'],
}

export interface NumberPlace {
  /** ISO 3166-2 without the country: `TX`. */
  state: string
  zones: readonly string[]
}

const byCode = new Map<string, NumberPlace>(
  Object.entries(STATES).flatMap(([state, [codes, ...zones]]) =>
    codes.split(' ').map((code): [string, NumberPlace] => [code, { state, zones }]),
  ),
)

/** Of an E.164 number; null for one of another country, of no place (toll-free), or of an area code not listed. */
export function placeOf(e164: string): NumberPlace | null {
  return e164.startsWith('+1') && e164.length === 12 ? (byCode.get(e164.slice(2, 5)) ?? null) : null
}
