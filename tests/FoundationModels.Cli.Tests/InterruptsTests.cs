namespace FoundationModels.Cli.Tests;

[TestFixture]
internal sealed class InterruptsTests
{
    [Test]
    public void Press_DuringTurn_CancelsTheTurnOnly()
    {
        using var interrupts = new Interrupts();
        using Interrupts.Turn turn = interrupts.BeginTurn();

        bool goesOn = interrupts.Press();

        Assert.That(goesOn, Is.True);
        Assert.That(turn.Token.IsCancellationRequested, Is.True);
        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Press_TwiceDuringOneTurn_StillCancelsTheTurnOnly()
    {
        using var interrupts = new Interrupts();
        using Interrupts.Turn turn = interrupts.BeginTurn();

        interrupts.Press();
        bool goesOn = interrupts.Press();

        Assert.That(goesOn, Is.True);
        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Press_OnceAtPrompt_WarnsOnly()
    {
        using var interrupts = new Interrupts();
        int warnings = 0;
        interrupts.Warned += () => warnings++;
        interrupts.BeginPrompt();

        bool goesOn = interrupts.Press();

        Assert.That(goesOn, Is.True);
        Assert.That(warnings, Is.EqualTo(1));
        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Press_TwiceAtPrompt_Quits()
    {
        using var interrupts = new Interrupts();
        interrupts.BeginPrompt();

        interrupts.Press();
        bool goesOn = interrupts.Press();

        Assert.That(goesOn, Is.True);
        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Press_AtPromptAfterALineWasEntered_IsAFirstOneAgain()
    {
        using var interrupts = new Interrupts();
        interrupts.BeginPrompt();
        interrupts.Press();
        interrupts.EndPrompt();
        interrupts.Forget();
        interrupts.BeginTurn().Dispose();
        interrupts.BeginPrompt();

        interrupts.Press();

        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Press_WithoutTurnOrPrompt_CancelsTheCommandThenEndsTheProcess()
    {
        using var interrupts = new Interrupts();

        bool first = interrupts.Press();
        bool second = interrupts.Press();

        Assert.That(first, Is.True);
        Assert.That(interrupts.CommandToken.IsCancellationRequested, Is.True);
        Assert.That(second, Is.False);
    }
}
