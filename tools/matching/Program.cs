using BookingPlatform.Match;

try
{
    var options = Options.Read(args);
    if (options.Generate is { } people)
        Generator.Write(Console.Out, people, options.Seed);
    else if (options.Files.Count == 0)
        Console.WriteLine(Options.Help);
    else
        new Report(Console.Out, Console.Error).Run(options);
    return 0;
}
catch (Exception mistake) when (mistake is UserMistake or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}
