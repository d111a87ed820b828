using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Kernel;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Opens the installation's first business for whoever knows the code from the console, and signs the owner in.</summary>
internal sealed class SetUp(OpenBusiness open, SetupCode code, SetupGate gate, UserManager<Staff> staff, SessionDoor door)
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    internal static readonly Refusal WrongCode = Refusal.Invalid("code", "This is not the code on the console. After five wrong tries a new one is printed there.", "setup-code-wrong");

    public async Task<Answer<OpenBusiness.Opened>> Handle(string? typedCode, OpenBusiness.Request business, CancellationToken ct)
    {
        await OneAtATime.WaitAsync(ct);
        try
        {
            if (!await gate.IsOpen(ct))
                return Refusal.Conflict("set-up-already", "The first business has just been set up. Sign in instead.");
            if (!code.IsRight(typedCode))
                return WrongCode;
            var opened = await open.Handle(business, ct);
            if (opened.Is(out var made, out _))
                await door.Open((await staff.FindByIdAsync(made.OwnerId.ToString()))!, remember: false, ct);
            return opened;
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
