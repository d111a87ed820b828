using System.Globalization;

namespace BookingPlatform.Customers.Phones;

/// <summary>What is needed of a country's numbering plan to read its numbers: facts of ITU-T E.164 and the national plans.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 (and AC, TA, XK, which have plans of their own).</param>
/// <param name="CallingCode">One to three digits.</param>
/// <param name="Shortest">Fewest digits of a fixed or mobile number, without trunk prefix.</param>
/// <param name="Longest">Most digits.</param>
/// <param name="Trunk">Dialled before a number inside the country and dropped from abroad; null where there is none or it is part of the number (Italy).</param>
internal sealed record NumberingPlan(string Country, string CallingCode, int Shortest, int Longest, string? Trunk)
{
    /// <summary>Country, calling code, digits from-to, trunk prefix.</summary>
    private const string Plans = """
        AC 247 5-5; AD 376 6-9; AE 971 8-9 0; AF 93 9-9 0; AG 1 10-10 1; AI 1 10-10 1; AL 355 8-9 0; AM 374 8-8 0; AO 244 9-9; AR 54 10-11 0; AS 1 10-10 1;
        AT 43 4-13 0; AU 61 9-9 0; AW 297 7-7; AX 358 6-10 0; AZ 994 9-9 0; BA 387 8-9 0; BB 1 10-10 1; BD 880 6-10 0; BE 32 8-9 0; BF 226 8-8; BG 359 6-9 0;
        BH 973 8-8; BI 257 8-8; BJ 229 8-10; BL 590 9-9 0; BM 1 10-10 1; BN 673 7-7; BO 591 8-8 0; BQ 599 7-7; BR 55 10-11 0; BS 1 10-10 1; BT 975 7-8;
        BW 267 7-8; BY 375 9-9 8; BZ 501 7-7; CA 1 10-10 1; CC 61 9-9 0; CD 243 7-9 0; CF 236 8-8; CG 242 9-9; CH 41 9-9 0; CI 225 10-10; CK 682 5-5;
        CL 56 9-9; CM 237 9-9; CN 86 7-11 0; CO 57 10-10 0; CR 506 8-8; CU 53 6-10 0; CV 238 7-7; CW 599 7-8; CX 61 9-9 0; CY 357 8-8; CZ 420 9-9;
        DE 49 5-15 0; DJ 253 8-8; DK 45 8-8; DM 1 10-10 1; DO 1 10-10 1; DZ 213 8-9 0; EC 593 8-9 0; EE 372 7-8; EG 20 8-10 0; EH 212 9-9 0; ER 291 7-7 0;
        ES 34 9-9; ET 251 9-9 0; FI 358 5-10 0; FJ 679 7-7; FK 500 5-5; FM 691 7-7; FO 298 6-6; FR 33 9-9 0; GA 241 7-8; GB 44 9-10 0; GD 1 10-10 1;
        GE 995 9-9 0; GF 594 9-9 0; GG 44 10-10 0; GH 233 9-9 0; GI 350 8-8; GL 299 6-6; GM 220 7-7; GN 224 8-9; GP 590 9-9 0; GQ 240 9-9; GR 30 10-10;
        GT 502 8-8; GU 1 10-10 1; GW 245 9-9; GY 592 7-7; HK 852 8-8; HN 504 8-8; HR 385 8-9 0; HT 509 8-8; HU 36 8-9 06; ID 62 7-12 0; IE 353 7-10 0;
        IL 972 8-12 0; IM 44 10-10 0; IN 91 10-10 0; IO 246 7-7; IQ 964 8-10 0; IR 98 6-10 0; IS 354 7-9; IT 39 6-11; JE 44 10-10 0; JM 1 10-10 1;
        JO 962 8-9 0; JP 81 9-10 0; KE 254 7-9 0; KG 996 9-9 0; KH 855 8-9 0; KI 686 5-8 0; KM 269 7-7; KN 1 10-10 1; KP 850 8-10 0; KR 82 5-10 0;
        KW 965 8-8; KY 1 10-10 1; KZ 7 10-10 8; LA 856 8-10 0; LB 961 7-8 0; LC 1 10-10 1; LI 423 7-9 0; LK 94 9-9 0; LR 231 7-9 0; LS 266 8-8; LT 370 8-8 0;
        LU 352 4-11; LV 371 8-8; LY 218 9-9 0; MA 212 9-9 0; MC 377 8-9 0; MD 373 8-8 0; ME 382 8-8 0; MF 590 9-9 0; MG 261 9-9 0; MH 692 7-7 1;
        MK 389 8-8 0; ML 223 8-8; MM 95 6-10 0; MN 976 8-10 0; MO 853 8-8; MP 1 10-10 1; MQ 596 9-9 0; MR 222 8-8; MS 1 10-10 1; MT 356 8-8; MU 230 7-8;
        MV 960 7-7; MW 265 7-9 0; MX 52 10-10 01; MY 60 8-10 0; MZ 258 8-9; NA 264 8-9 0; NC 687 6-6; NE 227 8-8; NF 672 6-6; NG 234 7-10 0; NI 505 8-8;
        NL 31 9-11 0; NO 47 8-8; NP 977 8-10 0; NR 674 7-7; NU 683 4-7; NZ 64 8-10 0; OM 968 8-8; PA 507 7-8; PE 51 8-9 0; PF 689 8-8; PG 675 7-8;
        PH 63 6-10 0; PK 92 9-10 0; PL 48 7-9; PM 508 6-6 0; PR 1 10-10 1; PS 970 8-9 0; PT 351 9-9; PW 680 7-7; PY 595 7-9 0; QA 974 8-8; RE 262 9-9 0;
        RO 40 6-9 0; RS 381 7-12 0; RU 7 10-10 8; RW 250 8-9 0; SA 966 9-9 0; SB 677 5-7; SC 248 7-7; SD 249 9-9 0; SE 46 7-9 0; SG 65 8-8; SH 290 4-5;
        SI 386 8-8 0; SJ 47 8-8; SK 421 6-9 0; SL 232 8-8 0; SM 378 8-10; SN 221 9-9; SO 252 6-9 0; SR 597 6-7; SS 211 9-9 0; ST 239 7-7; SV 503 8-8;
        SX 1 10-10 1; SY 963 8-9 0; SZ 268 8-8; TA 290 4-4; TC 1 10-10 1; TD 235 8-8; TG 228 8-8; TH 66 8-9 0; TJ 992 9-9; TK 690 4-7; TL 670 7-8;
        TM 993 8-8 8; TN 216 8-8; TO 676 5-7; TR 90 10-10 0; TT 1 10-10 1; TV 688 5-7; TW 886 8-9 0; TZ 255 9-9 0; UA 380 9-9 0; UG 256 9-9 0; US 1 10-10 1;
        UY 598 8-8 0; UZ 998 9-9; VA 39 6-11; VC 1 10-10 1; VE 58 10-10 0; VG 1 10-10 1; VI 1 10-10 1; VN 84 9-10 0; VU 678 5-7; WF 681 6-6; WS 685 5-10;
        XK 383 8-9 0; YE 967 7-9 0; YT 262 9-9 0; ZA 27 5-9 0; ZM 260 9-9 0; ZW 263 5-10 0
        """;

    /// <summary>Countries without a numbering plan of their own.</summary>
    private static readonly string[] Others = ["AQ", "BV", "GS", "HM", "PN", "TF", "UM"];

    private static readonly Dictionary<string, NumberingPlan> ByCountry = Plans
        .Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(Read)
        .ToDictionary(plan => plan.Country);

    private static readonly ILookup<string, NumberingPlan> ByCode = ByCountry.Values.ToLookup(plan => plan.CallingCode);

    /// <summary>What is dialled for abroad where it is not 00.</summary>
    public string? InternationalPrefix => CallingCode switch
    {
        "1" => "011",
        "61" => "0011",
        "81" => "010",
        "7" => "810",
        _ => null,
    };

    public static bool IsCountry(string code) => ByCountry.ContainsKey(code) || Others.Contains(code);

    public static NumberingPlan? Of(string country) => ByCountry.GetValueOrDefault(country);

    /// <summary>The plan that a number in international form starts with. No calling code is the start of another.</summary>
    public static NumberingPlan? ByCallingCode(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= Math.Min(3, digits.Length); length++)
            if (ByCode[digits[..length].ToString()].FirstOrDefault() is { } plan)
                return plan;
        return null;
    }

    /// <summary>Whether a number of that length exists in any of the countries that share the code.</summary>
    public static bool Fits(string callingCode, int digits) => ByCode[callingCode].Any(plan => plan.Fits(digits));

    public bool Fits(int digits) => digits >= Shortest && digits <= Longest;

    private static NumberingPlan Read(string text)
    {
        var parts = text.Split(' ');
        var digits = parts[2].Split('-');
        return new(parts[0], parts[1], int.Parse(digits[0], CultureInfo.InvariantCulture), int.Parse(digits[1], CultureInfo.InvariantCulture), parts.ElementAtOrDefault(3));
    }
}
