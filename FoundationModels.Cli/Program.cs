using System.Globalization;

using FoundationModels.Cli;

// Numbers are read and written the same way on every machine: the output is for programs too.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var interrupts = new Interrupts();
Console.CancelKeyPress += (_, e) => e.Cancel = interrupts.Press();
return await FmCommandLine.RunAsync(args, ProcessEnvironment.Create(interrupts));
